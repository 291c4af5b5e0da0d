import OutcomeText
import Testing

@Suite struct PhraseSetTests {
  @Test func `phrases are found as whole words without regard to case`() {
    let phrases = PhraseSet(["diploma", "lorem ipsum"])
    #expect(phrases.match(in: "A Diploma in Data") == "diploma")
    #expect(phrases.match(in: "Diplomacy") == nil)
    #expect(phrases.match(in: "Lorem, ipsum dolor") == "lorem ipsum")
  }

  @Test func `a star at the end stands for any ending`() {
    let phrases = PhraseSet(["prüfung*"])
    #expect(phrases.match(in: "Die PRÜFUNGSLEISTUNG") == "prüfungsleistung")
    #expect(phrases.match(in: "Vorprüfung") == nil)
  }

  @Test func `a star alone stands for up to six words`() {
    let phrases = PhraseSet(["complete* the * course"])
    #expect(phrases.isPhrase(TextWords("Completed the course.")))
    #expect(phrases.isPhrase(TextWords("Complete the introductory Python course")))
    #expect(!phrases.isPhrase(TextWords("Complete the course and defend a project")))
    #expect(!phrases.isPhrase(TextWords("Complete the a b c d e f g course")))
  }

  @Test func `many gaps stay within bounds`() {
    let phrases = PhraseSet(["a * a * a * a * a * b"])
    let text = String(repeating: "a ", count: 200)
    #expect(phrases.match(in: text) == nil)
  }

  @Test func `a caret and a dollar stand for the ends of the text`() {
    let phrases = PhraseSet(["^ certified", "diploma $"])
    #expect(phrases.match(in: "Certified Analyst") == "certified")
    #expect(phrases.match(in: "Preparing for certified audits") == nil)
    #expect(phrases.match(in: "Data Diploma") == "diploma")
    #expect(phrases.match(in: "Supporting Diploma Students") == nil)
  }
}
