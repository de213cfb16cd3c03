"""Questions from the Parliament's open services, as seed files in a folder."""

from imwsearch.harvest.bringing import Outcome
from imwsearch.harvest.fetching import PAUSE, Fetcher
from imwsearch.harvest.finding import FIRST_DAY, Wanted
from imwsearch.harvest.harvesting import Remark, Summary, harvest
from imwsearch.harvest.http import http_transport
from imwsearch.harvest.service import BASE, Service, service_at

__all__ = [
    "BASE",
    "FIRST_DAY",
    "PAUSE",
    "Fetcher",
    "Outcome",
    "Remark",
    "Service",
    "Summary",
    "Wanted",
    "harvest",
    "http_transport",
    "service_at",
]
