import BadgeLint
import OutcomeText
import Testing

/// What is read in German outcomes.
@Suite struct GermanOutcomeTests {
  private func reader() throws -> OutcomeReader {
    try #require(try Shipped.library.get().outcomeReaders["de"])
  }

  private func read(_ text: String) throws -> OutcomeReading { try reader().read(text) }

  @Test(arguments: [
    ("Die Studierenden können Brücken entwerfen.", ["entwerfen"]),
    ("Nach Abschluss des Moduls sind die Teilnehmenden in der Lage, Brücken zu bauen.", ["bauen"]),
    ("Die Teilnehmenden haben die Fähigkeit, Lasten zu berechnen", ["berechnen"]),
    ("Sie sind fähig, Messwerte darzustellen", ["darstellen"]),
    ("Die Lernenden stellen Messwerte in Tabellen dar.", ["darstellen"]),
    ("Sie stellen Messwerte dar und werten sie aus", ["darstellen", "auswerten"]),
    ("stellen Daten dar", ["darstellen"]),
    ("stellt Daten dar", ["darstellen"]),
    ("Sie stellen Maschinen auf und Daten dar", ["aufstellen"]),
    ("u\u{308}bersetzen leichte Texte", ["übersetzen"]),
    ("U\u{308}BERPRU\u{308}FEN die Ergebnisse", ["überprüfen"]),
    ("Sie wenden Regeln an der Drehbank an", ["anwenden"]),
    ("Sie erkennen Fehler und wenden Regeln an", ["erkennen", "anwenden"]),
    (
      "Messwerte auswerten, vergleichen und präsentieren",
      ["auswerten", "vergleichen", "präsentieren"]
    ),
    (
      "Die Absolventin analysiert Lasten und wählt einen Träger aus.", ["analysieren", "auswählen"]
    ),
    ("Der Teilnehmer liest Pläne vor", ["vorlesen"]),
    ("ÜBERSETZEN leichte Texte", ["übersetzen"]),
    ("ÜBERPRÜFEN die Ergebnisse", ["überprüfen"]),
    ("Lernziele: Verträge prüfen", ["prüfen"]),
    ("Sie verstehen Lasten und berechnen Träger", ["berechnen"]),
    ("Sie wissen, wie man Träger berechnet", ["berechnen"]),
    ("Sie können Regeln, die Skizzen und die Pläne erklären.", ["erklären"]),
    ("Sie kennen Lasten, die Formeln und die Tafeln und wenden sie an", ["anwenden"]),
    ("Sie können Texte, die ihnen vertraut sind, übersetzen", ["übersetzen"]),
    ("Sie kennen Formeln und sind in der Lage, deren Grenzen einzuschätzen.", ["einschätzen"]),
    (
      "Sie können Träger bemessen, die Wahl begründen und Lasten abschätzen",
      ["begründen", "abschätzen"]
    ),
  ])
  func `the action verbs are found wherever they stand`(
    _ text: String, _ verbs: [String]
  ) throws {
    let reading = try read(text)
    #expect(reading.verbs == verbs)
    #expect(reading.opening == .verb)
  }

  @Test(arguments: [
    ("Analysieren von Lasten", OutcomeReading.Opening.gerund),
    ("das Ausbalancieren und Überprüfen fremder Pläne", .gerund),
    ("Analysieren die Lasten", .verb),
    ("Planung und Bau von Brücken", .topic),
    ("Grundlagen der linearen Algebra", .topic),
    ("Die Studierenden verfügen über soziale Kompetenzen", .topic),
    ("Sie sind fähig zur Zusammenarbeit", .topic),
    ("Sie können jodeln", .unknown),
    ("Sie kennen Lieder und können jodeln", .unknown),
    ("Die Studierenden sind in der Lage,", .unknown),
    ("Lesen: Sie können leichte Texte verstehen", .vague),
    ("", .topic), ("…", .topic), ("橋を設計する", .topic),
  ])
  func `what opens with no verb is told from what may`(
    _ text: String, _ opening: OutcomeReading.Opening
  ) throws {
    #expect(try read(text).opening == opening)
  }

  @Test(arguments: [
    ("Die Studierenden kennen Brücken", "kennen"),
    ("Sie haben vertiefte Fachkenntnisse über Brücken", "kennen"),
    ("Sie können einen gewissen Anteil der Brücken berechnen", nil),
    ("Sie besitzen ein Grundverständnis für Lasten", "verstehen"),
    ("Sie entwickeln ein Verständnis für Lasten", "verstehen"),
    ("Sie lernen Brücken kennen", "lernen"),
    ("Sie sind mit Brücken vertraut", "vertraut"),
    ("Sie gewinnen einen Überblick über Brücken", "Überblick"),
    ("ÜBERBLICK über Brücken", "Überblick"),
    ("Sie haben Einblicke in den Bau erworben", "Überblick"),
    ("Sie erwerben die Fertigkeit", "erwerben"),
    ("Die Studierenden werden auf die Prüfung vorbereitet", "vorbereitet sein"),
    (
      "Sie verstehen Kräfte, Lasten und Momente, welche auf hohen, schmalen Brücken wirken",
      "verstehen"
    ),
    ("Sie kennen Verfahren, mit denen man Lasten berechnet", "kennen"),
    ("Sie vertiefen ihr Wissen, um Brücken zu planen", "vertiefen"),
    ("Sie verstehen Texte, wenn langsam gesprochen wird", "verstehen"),
    ("Sie beherrschen den Brückenbau", "beherrschen"),
    ("Sie verstehen Brücken und können damit umgehen", "umgehen"),
    ("Sie beherrschen Formeln und berechnen Lasten", nil),
    ("Sie kennen Lasten und begründen die Wahl", nil),
    ("Sie entwickeln. Ein Verständnis haben", nil),
    ("Sie besitzen ein Grundversta\u{308}ndnis für Lasten", "verstehen"),
    ("Die Studierenden sind. Gut vorbereitet", nil),
  ])
  func `words for what cannot be observed are found where no other verb says more`(
    _ text: String, _ phrase: String?
  ) throws {
    let reader = try reader()
    #expect(reader.read(text).vague.map { reader.vague($0).name } == phrase)
  }

  @Test func `sources may disagree on a verb, which is one all the same`() throws {
    let reader = try reader()
    let reading = reader.read("Sie beherrschen den Brückenbau")
    #expect(reading.opening == .verb)
    #expect(reading.vague.map { reader.vague($0).isDisputed } == true)
  }

  @Test(arguments: [
    ("fr", "false///"), ("de", "true/vague/kennen/"), ("de-AT", "true/vague/kennen/"),
  ])
  func `rules are told nothing of a language without data`(
    _ language: String, _ said: String
  ) throws {
    var pack = PackText()
    pack.body = "require: has(definition.kind)"
    pack.message = """
      "{readsOutcomes('\(language)')}/\
      {outcomeOpening(definition.title, '\(language)')}/\
      {vagueVerb(definition.title, '\(language)')}/\
      {outcomeVerbs(definition.title, '\(language)')}"
      """
    let linted = try pack.lint("badgelint: 1\ntitle: Sie kennen Brücken\n")
    #expect(linted.findings("test/rule").map(\.message) == [said])
  }
}
