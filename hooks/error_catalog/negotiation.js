// For nginx with its module njs: which form of an error a client asks for (RFC 9110 section 12.5.1).

const FORMS = ["text/html", "text/markdown", "application/json", "application/problem+json"];

/**
 * Returns the media type of the form that `Accept` prefers, by q-value, then by how exactly it is named, then by which is
 * named first. That is the page where `Accept` leaves it open or asks for what there is not.
 */
function form(request) {
  const ranges = (request.headersIn.Accept || "*/*").split(",").map(read);
  let best = null;
  FORMS.forEach((type) => {
    const found = closest(type, ranges);
    if (found && found.quality > 0 && (!best || isBetter(found, best))) best = { type: type, quality: found.quality, exactness: found.exactness, place: found.place };
  });
  return best ? best.type : FORMS[0];
}

/** Returns a media range of the header, its q-value, and which one it is. */
function read(text, place) {
  const parts = text.toLowerCase().split(";");
  const q = parts.slice(1).map((part) => /^\s*q=(0(?:\.\d{1,3})?|1(?:\.0{1,3})?)\s*$/.exec(part)).filter(Boolean)[0];
  return { range: parts[0].trim(), quality: q ? Number(q[1]) : 1, place: place };
}

/** Returns what the header says of a type: by its name, else by its kind, else by what holds for all. */
function closest(type, ranges) {
  const names = ["*/*", `${type.split("/")[0]}/*`, type];
  return ranges
    .map((each) => ({ quality: each.quality, place: each.place, exactness: names.indexOf(each.range) }))
    .filter((each) => each.exactness >= 0)
    .sort((one, other) => other.exactness - one.exactness)[0];
}

function isBetter(one, other) {
  if (one.quality !== other.quality) return one.quality > other.quality;
  if (one.exactness !== other.exactness) return one.exactness > other.exactness;
  return one.place < other.place;
}

export default { form };
