"""The command `report`: what it does once it has been parsed."""
