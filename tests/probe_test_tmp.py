import cProfile, pstats, collections, time
import tests.test_crawl as tc
from tests.test_crawl import *
import pytest
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]
def test_p(settings):
    times = collections.defaultdict(list)
    orig = Walk.visit
    def visit(self, client, address):
        t = time.process_time(); r = orig(self, client, address); times[address.split("?")[0].split("/")[1] + ("?" if "?" in address else "")].append(time.process_time()-t); return r
    Walk.visit = visit
    pr = cProfile.Profile(); 
    t=time.process_time(); walk(); print(time.process_time()-t)
    for k, v in times.items(): print(k, len(v), sum(v))
    pr.enable(); walk(); pr.disable()
    pstats.Stats(pr).sort_stats("tottime").print_stats(25)
