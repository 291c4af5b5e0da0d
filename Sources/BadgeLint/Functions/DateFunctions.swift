import CEL

/// Functions about dates.
func dateFunctions() -> [FunctionDeclaration] {
  [
    // The whole months from one day to another; negative where the second comes first.
    FunctionDeclaration(
      name: "monthsBetween", parameters: [.timestamp, .timestamp], result: .int,
      implementation: .binary { (from, to, _) throws(EvaluationError) in
        guard case .timestamp(let from) = from, case .timestamp(let to) = to else {
          throw EvaluationError(.noSuchOverload, "monthsBetween takes two dates")
        }
        let start = CalendarDate(secondsSince1970: min(from.seconds, to.seconds))
        let end = CalendarDate(secondsSince1970: max(from.seconds, to.seconds))
        var months = (end.year - start.year) * 12 + end.month - start.month
        if end.day < start.day { months -= 1 }
        return .int(Int64(from <= to ? months : -months))
      })
  ]
}
