"""Every table there is: importing this module has defined them all."""

from trainer.records.program_tables import programs

all_tables = programs.metadata
