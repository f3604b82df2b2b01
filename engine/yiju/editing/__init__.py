"""What an editor asks of a place under work: findings as you type, what a name means, what may stand here.

Input: texts being edited and places in them (characters). Output: plain data. Knows no editor and no protocol.
"""
