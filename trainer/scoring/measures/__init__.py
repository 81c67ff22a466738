"""What an attempt's criteria measure, one file for each measure."""
