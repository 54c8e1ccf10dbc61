"""What is done in this room. All take keyword arguments, the moment among them."""
