"""Tools for those who write patients: craft, play by machines, pictures of the course."""
