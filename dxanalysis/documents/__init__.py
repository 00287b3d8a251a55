"""What leaves as a document: Word in the official form, a brief, a letter, an archive."""

from dxanalysis.documents.archive import zip_area, zip_site
from dxanalysis.documents.issuer import Issuer, read_issuer
from dxanalysis.documents.report import area_document
from dxanalysis.documents.writing import Written, write_documents
from dxanalysis.pages.changes import Before

__all__ = [
    "Before",
    "Issuer",
    "Written",
    "area_document",
    "read_issuer",
    "write_documents",
    "zip_area",
    "zip_site",
]
