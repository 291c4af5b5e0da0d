import Testing

@testable import BadgeLint

/// The examples are those of RFC 5646, appendix A, and slips.
@Suite struct LanguageTagTests {
  @Test(arguments: [
    "de", "EN", "gsw", "zh-Hant", "zh-cmn-Hans-CN", "sr-Latn-RS", "sl-rozaj-biske", "de-CH-1901",
    "hy-Latn-IT-arevela", "es-419", "de-CH-x-phonebk", "en-US-u-islamcal", "de-1996",
  ])
  func tags(text: String) { #expect(LanguageTag.isWellFormed(text)) }

  @Test(arguments: [
    "", "e", "English", "en us", "en-", "-en", "en--GB", "en_GB", "e1", "en-a", "de-419-DE", "en-x",
    "a-DE", "en-GB-IE", "de-DE-Latn", "en-ä", "en-abcdefghi",
  ])
  func others(text: String) { #expect(!LanguageTag.isWellFormed(text)) }
}
