"""django-helpdesk on the same world: its own environment, its own process, its pages asked in the same way."""
