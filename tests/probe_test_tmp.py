import time, collections
import tests.test_crawl as tc
from tests.test_crawl import *
from django.db import connection
import pytest
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]
PATHS = ["/", "/initiatieven/", "/initiatieven/?q=statushouder", "/initiatieven/?thema=opvang", "/themas/opvang/", "/gemeenten/", "/gemeenten/utrecht/","/begrippen/","/begrippen/statushouder/","/knelpunten/","/bronnen/", "/kaders/", "/organisaties/", "/initiatieven/feed/"]
def timing(label):
    from django.test.utils import CaptureQueriesContext
    c = Client()
    paths = PATHS + [p[0] for p in tc.__dict__["record_paths"]().values()] if "record_paths" in tc.__dict__ else PATHS
    from tests.addresses import record_paths
    for a in PATHS + [p[3] if len(p) > 3 else p[0] for p in record_paths(limit=5).values()]:
        c.get(a); t=time.time()
        with CaptureQueriesContext(connection) as q: c.get(a)
        worst = max(q.captured_queries, key=lambda x: float(x["time"])) if q.captured_queries else {"time":0,"sql":""}
        print(label, a, round((time.time()-t)*1000), "ms; sql", round(sum(float(x["time"]) for x in q.captured_queries)*1000), len(q.captured_queries), "worst", worst["time"], worst["sql"][:10], worst["sql"][-100:] if float(worst["time"])>0.03 else "")
def test_p(db):
    timing("plain")
    if connection.vendor == "postgresql":
        with connection.cursor() as cur:
            cur.execute("show jit"); print(cur.fetchone()); cur.execute("show server_version"); print(cur.fetchone())
            cur.execute("set jit=off")
        timing("nojit")
        with connection.cursor() as cur: cur.execute("analyze")
        timing("analyzed")
