"""The address of an initiative that visitors know, and giving it another one."""
