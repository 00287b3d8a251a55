"""What leaves as a document for an office: Word in the official form, and a brief of one page."""

from dxanalysis.documents.form import Issuer, read_issuer
from dxanalysis.documents.report import area_document, write_documents

__all__ = ["Issuer", "area_document", "read_issuer", "write_documents"]
