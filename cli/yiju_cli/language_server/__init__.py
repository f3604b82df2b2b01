"""The language server: what an editor asks over stdio, answered from `yiju.editing`. No logic of the language."""
