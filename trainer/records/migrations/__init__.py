"""How the tables came to be what they are. Imported only when stored records are older than the program."""
