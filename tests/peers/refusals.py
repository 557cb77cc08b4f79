"""The reason phrases of the SIP codes that peers refuse with."""

REASONS = {
    "302": "Moved Temporarily",
    "403": "Forbidden",
    "404": "Not Found",
    "408": "Request Timeout",
    "480": "Temporarily Unavailable",
    "484": "Address Incomplete",
    "486": "Busy Here",
    "487": "Request Terminated",
    "488": "Not Acceptable Here",
    "491": "Request Pending",
    "500": "Server Internal Error",
    "503": "Service Unavailable",
    "600": "Busy Everywhere",
    "603": "Decline",
    "604": "Does Not Exist Anywhere",
}
