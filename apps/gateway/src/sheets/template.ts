/**
 * How a sheet looks, in Typst. What a sheet says comes as data and is set as text: nothing in it is read as Typst. Headings, lists,
 * header cells and the pictures' words make the tags that PDF/UA asks for; what stands in the margins is left out of them.
 */
export const TEMPLATE = `
#let sheet = json(bytes(sys.inputs.sheet))
#let wide = sheet.parts.any(part => part.kind == "table" and part.columns.len() > 6)
#set document(title: sheet.title)
#set text(lang: sheet.language, size: 9.5pt, hyphenate: true)
#set par(leading: 0.6em)
#set page(
  paper: "a4",
  flipped: wide,
  margin: (x: 1.8cm, top: 1.8cm, bottom: 2cm),
  footer: context text(size: 8pt)[Ringvirkning · #sheet.title #h(1fr) #counter(page).display("1 / 1", both: true)],
)
#show title: set text(size: 18pt)
#show heading: set block(above: 1.4em, below: 0.7em)
#show figure: set block(breakable: true)
#show figure: set align(left)
#show figure.caption: set block(sticky: true)
#show figure.caption: set text(weight: "bold")
#set figure.caption(position: top)
#set table(stroke: (x: none, y: 0.5pt + luma(180)), inset: (x: 5pt, y: 4pt))

#let legend(items) = par(
  items.map(item => box[#box(width: 1.4em, height: 0.6em, fill: rgb(item.colour)) #item.text]).join(h(1.5em)),
)
// A picture drawn for a phone is not blown up over more than a page, and one for a screen fits it.
#let picture(part) = layout(room => {
  let drawn(..size) = image(bytes(part.svg), format: "svg", alt: part.alt, ..size)
  let (width, height) = measure(drawn())
  drawn(width: width * calc.min(room.width / calc.max(width, 1pt), 10.5cm / calc.max(height, 1pt)))
})
#let facts(items) = terms(..items.map(((name, value)) => terms.item([#name], [#value])))
#let data(part) = {
  let body = part.rows.slice(0, part.rows.len() - part.foot)
  let foot = part.rows.slice(part.rows.len() - part.foot)
  figure(
    caption: if part.caption != "" [#part.caption],
    supplement: none,
    numbering: none,
    kind: table,
    table(
      columns: part.columns.map(_ => auto),
      align: (x, _) => if part.columns.at(x).figures { right } else { left },
      table.header(..part.columns.map(column => strong[#column.title])),
      ..body.flatten().map(cell => [#cell]),
      ..foot.flatten().map(cell => strong[#cell]),
    ),
  )
}

#title()
#facts(sheet.about)
#for part in sheet.parts {
  if part.kind == "heading" { heading(level: part.level)[#part.text] }
  else if part.kind == "text" { par[#part.text] }
  else if part.kind == "facts" { facts(part.items) }
  else if part.kind == "legend" { legend(part.items) }
  else if part.kind == "table" { data(part) }
  else { figure(picture(part), supplement: none, numbering: none) }
}
`;
