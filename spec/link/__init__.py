"""The link between a host and a board: frames, messages, sessions. Normative text: spec/link.md."""

from ulambda.spec.link.board_link import BoardLink
from ulambda.spec.link.framing import Drop
from ulambda.spec.link.messages import Error, Hello, Invoke, Log, Message, Remove, Resident, Result
from ulambda.spec.link.requests import (
    Deployed,
    Deployment,
    Down,
    Failed,
    Finished,
    Incompatible,
    LinkEvent,
    LogText,
    Progress,
    Removal,
    Request,
    Up,
)
from ulambda.spec.link.session import Counters, Role, Session

__all__ = [
    "BoardLink",
    "Counters",
    "Deployed",
    "Deployment",
    "Down",
    "Drop",
    "Error",
    "Failed",
    "Finished",
    "Hello",
    "Incompatible",
    "Invoke",
    "LinkEvent",
    "Log",
    "LogText",
    "Message",
    "Progress",
    "Removal",
    "Remove",
    "Request",
    "Resident",
    "Result",
    "Role",
    "Session",
    "Up",
]
