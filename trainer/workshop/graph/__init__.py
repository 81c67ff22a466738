"""The conversation as a picture: Mermaid for documents, SVG laid out here."""
