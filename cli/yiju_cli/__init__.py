"""The command line of yiju: one file a verb in `command/`, renderers in `render/`; no logic of its own."""
