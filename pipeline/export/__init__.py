"""What leaves the house, and what comes back.

    assemble -> parquet, parts, manifest    the tables, from the columns of the stages
    published                               the tables read back, article by article: what all below is made from
    review_page, report_page                HTML: page writes it, marks places figures and terms, templates/ shapes it
    docx_brief, docx_review (docx_parts), xlsx, tmx, xliff, feeds      one module a material; materials lists them
    read_back -> edits                      what a person changed in a file, held against what is published
    words, printable                        what codes are called; characters that no reader should obey
"""
