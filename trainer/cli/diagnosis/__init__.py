"""What `trainer doctor` looks at. Looking makes and changes nothing."""
