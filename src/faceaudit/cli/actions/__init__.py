"""What each command does once its options are read: a module for each, of the same name."""
