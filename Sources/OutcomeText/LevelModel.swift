#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A level of Bloom's revised taxonomy with how sure the model is of it.
package struct LevelScore: Sendable, Equatable {
  /// The level from 1 (remember) to 6 (create).
  package var level: Int
  /// The probability that the model gives the level, from 0 to 1.
  package var confidence: Double
}

/// What is wrong with the parts of a model, and with which.
package struct LevelModelError: Error, Sendable, Equatable {
  package enum Part: String, Sendable {
    case features, bits, levels, scale, biases, temperature, threshold, count, table
  }

  package var part: Part
  /// What is wrong, without a full stop.
  package var message: String
}

/// What a file says of a model, before it is checked.
package struct LevelModelParts: Sendable {
  /// The version of `LevelFeatures` it was trained with.
  package var features = LevelFeatures.version
  package var bits = LevelFeatures.bits
  /// The names of the levels, from the lowest to the highest.
  package var levels: [String] = []
  /// Words that join verbs.
  package var conjunctions: [String] = []
  /// What a weight of 1 in the table stands for.
  package var scale = 0.0
  /// The score of each level before any feature is seen.
  package var biases: [Double] = []
  /// What scores are divided by before they become probabilities.
  package var temperature = 0.0
  /// The least confidence with which a level should be told.
  package var threshold = 0.0
  /// The number of features in the table.
  package var count = 0
  /// Nine bytes for each feature in rising order: its hash, the first byte the highest, and a signed
  /// weight for each level.
  package var table: [UInt8] = []

  package init() {}
}

/// A linear model that tells the level of a learning outcome from its words.
package final class LevelModel: Sendable {
  package static let levelCount = 6
  private static let recordSize = 3 + levelCount

  /// The names of the levels, from the lowest to the highest.
  package let levels: [String]
  /// The least confidence with which a level should be told.
  package let threshold: Double
  /// The number of features with weights.
  package let featureCount: Int

  private let features: LevelFeatures
  private let scale: Double
  private let biases: [Double]
  private let temperature: Double
  /// A bit for the lower 16 bits of every feature: most features of an outcome end here.
  private let filter: [UInt64]
  /// Features by open addressing; `free` where there is none.
  private let keys: [UInt32]
  private let weights: [SIMD8<Int8>]
  private static let free = UInt32.max

  /// Checks the parts of a model and makes it ready for use.
  package init(_ parts: LevelModelParts) throws(LevelModelError) {
    try Self.check(parts)
    levels = parts.levels
    threshold = parts.threshold
    featureCount = parts.count
    features = LevelFeatures(conjunctions: parts.conjunctions)
    scale = parts.scale
    biases = parts.biases
    temperature = parts.temperature

    var filter = [UInt64](repeating: 0, count: 1024)
    var slots = 16
    while slots < parts.count * 2 { slots *= 2 }
    var keys = [UInt32](repeating: Self.free, count: slots)
    var weights = [SIMD8<Int8>](repeating: .zero, count: slots)
    for start in stride(from: 0, to: parts.table.count, by: Self.recordSize) {
      let key = Self.key(parts.table, start)
      filter[Int(key & 0xFFFF) >> 6] |= 1 << UInt64(key & 63)
      var slot = Int(key) & (slots - 1)
      while keys[slot] != Self.free { slot = (slot + 1) & (slots - 1) }
      keys[slot] = key
      for level in 0..<Self.levelCount {
        weights[slot][level] = Int8(bitPattern: parts.table[start + 3 + level])
      }
    }
    self.filter = filter
    self.keys = keys
    self.weights = weights
  }

  private static func key(_ table: [UInt8], _ start: Int) -> UInt32 {
    UInt32(table[start]) << 16 | UInt32(table[start + 1]) << 8 | UInt32(table[start + 2])
  }

  private static func check(_ parts: LevelModelParts) throws(LevelModelError) {
    func require(
      _ holds: Bool, _ part: LevelModelError.Part, _ message: @autoclosure () -> String
    ) throws(LevelModelError) {
      if !holds { throw LevelModelError(part: part, message: message()) }
    }
    try require(
      parts.features == LevelFeatures.version, .features,
      "features of version \(parts.features) are not known; expected \(LevelFeatures.version)")
    try require(
      parts.bits == LevelFeatures.bits, .bits,
      "features of \(parts.bits) bits are not known; expected \(LevelFeatures.bits)")
    try require(
      parts.levels.count == levelCount, .levels,
      "expected \(levelCount) levels, found \(parts.levels.count)")
    try require(
      parts.biases.count == levelCount, .biases,
      "expected \(levelCount) biases, found \(parts.biases.count)")
    try require(
      parts.biases.allSatisfy(\.isFinite), .biases, "a bias is not a finite number")
    try require(
      parts.scale > 0 && parts.scale.isFinite, .scale,
      "the scale is \(parts.scale); expected more than 0")
    try require(
      parts.temperature > 0 && parts.temperature.isFinite, .temperature,
      "the temperature is \(parts.temperature); expected more than 0")
    try require(
      parts.threshold >= 0 && parts.threshold <= 1, .threshold,
      "the threshold is \(parts.threshold); expected 0 to 1")
    try require(
      parts.table.count.isMultiple(of: recordSize), .table,
      "the table has \(parts.table.count) bytes, which is no multiple of \(recordSize)")
    try require(
      parts.table.count / recordSize == parts.count, .count,
      "\(parts.count) features are announced, but the table holds "
        + "\(parts.table.count / recordSize)")
    try require(parts.count > 0, .table, "the table is empty")
    for start in stride(from: recordSize, to: parts.table.count, by: recordSize) {
      try require(
        key(parts.table, start - recordSize) < key(parts.table, start), .table,
        "feature \(start / recordSize + 1) of the table does not come after the one before it")
    }
  }
}

extension LevelModel {
  /// The level that fits an outcome best; nil where it has no words.
  /// - Parameters:
  ///   - words: The words of the outcome with its lead-in, in their order.
  ///   - verb: What `OutcomeReader.levelVerb` gives.
  package func score(words: [OutcomeToken], verb: LevelVerb?) -> LevelScore? {
    guard !words.isEmpty else { return nil }
    return best(words.withUnsafeBufferPointer { sums($0, verb) })
  }

  /// The sum of the weights of all features, by level.
  private func sums(_ words: UnsafeBufferPointer<OutcomeToken>, _ verb: LevelVerb?) -> SIMD8<Int32>
  {
    var sums = SIMD8<Int32>.zero
    filter.withUnsafeBufferPointer { filter in
      keys.withUnsafeBufferPointer { keys in
        weights.withUnsafeBufferPointer { weights in
          features.forEach(words, verb: verb) { feature in
            guard filter[Int(feature & 0xFFFF) >> 6] >> UInt64(feature & 63) & 1 == 1 else {
              return
            }
            var slot = Int(feature) & (keys.count - 1)
            while keys[slot] != feature {
              if keys[slot] == Self.free { return }
              slot = (slot + 1) & (keys.count - 1)
            }
            sums &+= SIMD8<Int32>(truncatingIfNeeded: weights[slot])
          }
        }
      }
    }
    return sums
  }

  /// Softmax over the scores; the lowest level wins where several are equal.
  private func best(_ sums: SIMD8<Int32>) -> LevelScore {
    var scores = SIMD8<Double>(repeating: -.infinity)
    var best = 0
    for level in 0..<Self.levelCount {
      scores[level] = (Double(sums[level]) * scale + biases[level]) / temperature
      if scores[level] > scores[best] { best = level }
    }
    var total = 0.0
    for level in 0..<Self.levelCount { total += exp(scores[level] - scores[best]) }
    return LevelScore(level: best + 1, confidence: 1 / total)
  }
}
