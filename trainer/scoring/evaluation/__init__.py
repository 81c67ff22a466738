"""A reader against labels: how far it agrees, on the project's own kind of rows and on other people's."""
