import OutcomeText
import Testing

@Suite struct PhraseSetTests {
  @Test func `phrases are found as whole words without regard to case`() {
    let phrases = PhraseSet(["diploma", "lorem ipsum"])
    #expect(phrases.firstPhrase(in: "A Diploma in Data") == "diploma")
    #expect(phrases.firstPhrase(in: "Diplomacy") == nil)
    #expect(phrases.firstPhrase(in: "Lorem, ipsum dolor") == "lorem ipsum")
  }

  @Test func `a star at the end stands for any ending`() {
    let phrases = PhraseSet(["prüfung*"])
    #expect(phrases.firstPhrase(in: "Die PRÜFUNGSLEISTUNG") == "prüfung*")
    #expect(phrases.firstPhrase(in: "Vorprüfung") == nil)
  }

  @Test func `a star alone stands for up to six words`() {
    let phrases = PhraseSet(["complete* the * course"])
    #expect(phrases.phrase(thatIs: "Completed the course.") != nil)
    #expect(phrases.phrase(thatIs: "Complete the introductory Python course") != nil)
    #expect(phrases.phrase(thatIs: "Complete the course and defend a project") == nil)
    #expect(phrases.phrase(thatIs: "Complete the a b c d e f g course") == nil)
  }

  @Test func `many gaps stay within bounds`() {
    let phrases = PhraseSet(["a * a * a * a * a * b"])
    let text = String(repeating: "a ", count: 200)
    #expect(phrases.firstPhrase(in: text) == nil)
  }
}
