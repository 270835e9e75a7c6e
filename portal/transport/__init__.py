"""Small processes beside the portal that carry laboratories' messages to it over HTTP.

They hold nothing: a message is acknowledged when the portal has, and by what the portal said. They
know neither the database nor the services, only how a message's head is read (`portal.intake`).
"""
