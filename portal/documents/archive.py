"""Writes a laid-out paper as PDF/A-3a that is PDF/UA-1 too, with its data as an associated file.

WeasyPrint writes one of the two names into the metadata; the other, and the description of its
fields that PDF/A asks for (ISO 19005-3, 6.6.2.3), are put in beside it. The data is ISO 19005-3's
associated file of the whole document: `AFRelationship` is `Data`.
"""

from typing import Any

from weasyprint import Attachment

from portal.documents import tagging
from portal.documents.help_paper import DATA_NAME, HelpPaper, data_file

END = b"</rdf:RDF>"
IS_ACCESSIBLE = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def write(layout: Any, paper: HelpPaper) -> bytes:
    """The PDF's bytes. Its dates are the paper's, so that the same paper gives the same bytes."""
    attachment = Attachment(
        string=data_file(paper).decode(),
        name=DATA_NAME,
        description="The words of this document as data",
        created=paper.made_at,
        modified=paper.made_at,
        relationship="Data",
    )
    pdf: bytes = layout.write_pdf(
        finisher=_finish,
        pdf_variant="pdf/a-3a",
        output_intent="srgb",
        attachments=[attachment],
    )
    return pdf


def _finish(document: Any, pdf: Any) -> None:
    tagging.finish(document, pdf)
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    (whole,) = metadata.stream
    assert whole.count(END) == 1, "the metadata is not written as it was"  # noqa: S101 - pinned version
    metadata.stream[0] = whole.replace(END, IS_ACCESSIBLE + END)
