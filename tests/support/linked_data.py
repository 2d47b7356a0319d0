"""Linked data as a graph, as a program reads it."""

import warnings

from rdflib import RDF, Graph, URIRef

FORMS = {"ttl": ("text/turtle", "turtle"), "jsonld": ("application/ld+json", "json-ld")}


def graph_at(client, path):
    """The graph in a file, which has the content type of its suffix."""
    media_type, form = FORMS[path.rpartition(".")[2]]
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.headers["Content-Type"].partition(";")[0] == media_type, path
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the reader of JSON-LD calls what rdflib itself deprecates
        return Graph().parse(data=response.text, format=form)


def of_kind(graph, kind):
    """What a graph says to be of a kind, a term of a namespace of rdflib."""
    return set(graph.subjects(RDF.type, kind))


def texts(graph, subject, predicate):
    """The values of a property, as text, in order."""
    return sorted(str(value) for value in graph.objects(URIRef(subject), predicate))
