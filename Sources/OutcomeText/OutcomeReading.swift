/// What a learning outcome says, as far as it can be read without knowing the field.
package struct OutcomeReading: Sendable {
  /// How an outcome opens, after its lead-ins.
  package enum Opening: String, Sendable {
    /// With a verb, or with a word that must be one.
    case verb
    /// With a verb as a noun, such as "Analysing".
    case gerund
    /// With words for what cannot be observed.
    case vague
    /// With a word that is no known verb; whether it is one, nobody can tell.
    case unknown
    /// With a topic: no verb is to be seen.
    case topic
  }

  package var opening: Opening
  /// The verbs in their base forms, the first and those joined to it.
  package var verbs: [String]
  /// The bytes of each verb in `OutcomeTokens.lowered`.
  package var verbRanges: [Range<Int>]
  /// The position in the language's list of what is vague; nil where nothing is.
  package var vague: Int?
  /// How many words that say something follow the verb.
  package var objectWords: Int
  /// Whether words follow that open a context or a standard.
  package var hasContext: Bool
  /// The position of the first verb among the words, whether it can be observed or not; nil where
  /// there is none.
  package var verbWord: Int?
  /// The position of the first word after the verbs.
  var restWord: Int?
  /// The number of words of the lead-ins.
  package var leadInWords: Int
  /// Whether the text is too long to be read, so that nothing is known of it.
  package var isCut = false

  /// What is said of a text that is too long.
  static var cut: OutcomeReading {
    OutcomeReading(
      opening: .unknown, verbs: [], verbRanges: [], vague: nil, objectWords: 0, hasContext: false,
      verbWord: nil, restWord: nil, leadInWords: 0, isCut: true)
  }
}
