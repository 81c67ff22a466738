"""Alembic's environment: the connection comes from the caller, who also began the transaction and will end it."""

from alembic import context

from trainer.records.every_table import all_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=all_tables,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
