import OutcomeAccuracy
import OutcomeText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Microseconds an outcome takes, each the median of repeats over all outcomes.
struct SpeedMeasure {
  /// Cutting into words and finding the verb.
  var reading: Double
  /// The model alone.
  var model: Double
  static let repeats = 21

  init(_ outcomes: [LabelledOutcome], _ reader: OutcomeReader, _ model: LevelModel) {
    let texts = outcomes.map { reader.language.tokens($0.text) }
    let verbs = texts.map { reader.levelVerb(reader.read($0), in: $0) }
    reading = Self.median(outcomes.count) {
      outcomes.reduce(0) { sum, outcome in
        let text = reader.language.tokens(outcome.text)
        return sum &+ (reader.levelVerb(reader.read(text), in: text)?.index ?? 0)
      }
    }
    self.model = Self.median(outcomes.count) {
      texts.indices.reduce(0) { sum, index in
        sum &+ (model.score(words: texts[index].tokens, verb: verbs[index])?.level ?? 0)
      }
    }
  }

  /// The processor time of this thread in microseconds.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
  }

  private static func median(_ count: Int, _ work: () -> Int) -> Double {
    var times: [Double] = []
    for _ in 0..<repeats {
      let start = now
      // What is worked out must be used, or the work could be left out.
      guard work() >= 0 else { continue }
      times.append((now - start) / Double(count))
    }
    times.sort()
    return times[times.count / 2]
  }
}
