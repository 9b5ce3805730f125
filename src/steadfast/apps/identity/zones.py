"""Time zones and currencies to choose from."""

from functools import cache
from zoneinfo import available_timezones

NOT_PLACES = ("Etc/", "SystemV/", "US/", "posix/", "right/")

# ISO 4217, the currencies in circulation.
CODES = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP
CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR
IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG
SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV
WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES = tuple(CODES.split())


@cache
def places() -> tuple[str, ...]:
    """Return the zones that are places, by name, and UTC."""
    named = (z for z in available_timezones() if "/" in z and not z.startswith(NOT_PLACES))
    return (*sorted(named), "UTC")
