"""Giving access: call, proposal, review, allocation, session, output, at one facility or
several.
"""
