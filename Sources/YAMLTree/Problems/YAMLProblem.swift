/// Something that is wrong with a file as YAML or JSON, told in plain words.
package struct YAMLProblem: Sendable, Hashable {
  /// The sort of a problem.
  package enum Kind: String, Sendable, Hashable {
    /// The text breaks the rules of YAML or JSON; reading mostly stopped there.
    case syntax
    /// The bytes are not UTF-8; nothing was read.
    case invalidEncoding
    /// A character that may not stand in the text; nothing was read.
    case controlCharacter
    /// A mapping has the same key twice; both entries are kept.
    case duplicateKey
    /// `*name` without an earlier `&name`; the document was dropped.
    case undefinedAlias
    /// `*name` inside the node that `&name` marks; the document was dropped.
    case recursiveAlias
    /// `<<` with something that is not a mapping; it was passed over.
    case invalidMerge
    /// A tag such as `!!int` on a value that is not of its type; the value counts as text.
    case invalidTag
    /// An escape in a JSON string that stands for no character; it was read as U+FFFD.
    case invalidEscape
    /// Something that only some readers accept; it was read.
    case portability
    /// A bound of `YAMLLimits` was passed; reading stopped.
    case limit
  }

  /// What sort of problem it is.
  package var kind: Kind
  /// What is wrong and what to do, without a full stop at the end.
  package var message: String
  /// The words of the underlying parser, when there are any.
  package var detail: String?
  /// Where it is.
  package var span: ByteRange
  /// A second place that explains the first, such as where an unclosed bracket opened.
  package var related: ByteRange?

  /// Makes a problem.
  package init(
    kind: Kind, message: String, detail: String? = nil, span: ByteRange,
    related: ByteRange? = nil
  ) {
    self.kind = kind
    self.message = message
    self.detail = detail
    self.span = span
    self.related = related
  }
}
