"""Which addresses are of the public internet: nobody else's machine is reached by naming it in a webhook."""

from ipaddress import IPv6Address, ip_address, ip_network

# The registries of special-purpose addresses (RFC 6890 and after it), and what clouds answer their guests at.
_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a provider's customers
        "127.0.0.0/8",  # this machine
        "168.63.129.16/32",  # Azure's host, public by its number alone
        "169.254.0.0/16",  # this link; clouds' metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols; Oracle's metadata
        "192.0.2.0/24",  # examples
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # measurements
        "198.51.100.0/24",  # examples
        "203.0.113.0/24",  # examples
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and everybody
        "2001::/23",  # protocols, Teredo among them
        "2001:db8::/32",  # examples
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # examples
    )
)
# Everything else of IPv6 is private, of this link, multicast, reserved, or an IPv4 address in disguise
# (::ffff:0:0/96, NAT64's 64:ff9b::/96 and 64:ff9b:1::/48).
_GLOBAL_V6 = ip_network("2000::/3")


def is_public(address: str) -> bool:
    """Whether an address, as a resolver gives it, is somebody's on the public internet."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and (parsed.scope_id or parsed not in _GLOBAL_V6):
        return False
    return not any(parsed in network for network in _NOT_PUBLIC)


def is_loopback(host: str) -> bool:
    """Whether a host's name or address can only mean this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
