/// The names that the pages of the report for a committee may use.
///
/// A name means the same wherever it stands: a page that asks for what a part does not have would
/// otherwise get it from the part around it.
enum ReportName: String, CaseIterable {
  case
    anchor, appliedCount, bandStart, bandWidth, boundNote, boundRules, bounds, brokenCount,
    brokenTitles,
    catalogueApplied, catalogueMissing, catalogueRules, cellKind, cellSign, cellText, cells,
    checkTitle, cite, citeLink, citeNote, cites, code, columnLabel, columnText, columns, counted,
    cutBuckets, day, decision, decisionMissing, decisionName, definitionCount, definitions,
    drawingLimit, excludesMost, failure, failures, fieldName, figure, file, findingNoteParts,
    findingNotes, firstName, firstValues, fixParts, gap, gaps, gapsTitle, ground, grounds,
    groupAbout, groupBorne, groupCount, groupCounts, groupGuide, groupHeads, groupName, groupRules,
    groupShort, groupTitle, groups, hasApplied, hasBounds, hasBroken, hasCatalogue, hasCites,
    hasFailures, hasGrounds, hasKept, hasLooseItems, hasMatrix, hasOff, hasPairs, hasReasons,
    hasRemarks, hasRules, hasShares, hasSilent, hasStacks, hasTogether, hasTrend, hasUnjudged,
    hasUnreadable, hasWaived,
    hasWaivers, heading, headingLanguage, isBreach, isCatalogue, isSame, isSingle, isUnknown,
    judgedSubjects, keptCount, keptTitles, known, language, least, leastValue, leftOut, legend,
    line, link, looseItems, mark, matrixLimit, matrixNote, matrixNotes, matrixRows, measure,
    measures,
    medianValue, message, month, moreDefinitions, morePlaces, moreReasons, most, mostValue,
    notJudged, notSaid,
    noticeParts, notices, offCount, offTitles, outcomeLabel, outcomeText, outcomesTitle, overview,
    pack, packs, pairNumber, pairRows, pairs, pairsLeftOut, percent, place, placeLabel,
    placeLabels, placeName, places, plain, position, positionName, quote, quoteLanguage, reason,
    reasons, remark,
    remarks, reportTitle, rowLimit, rowTitle, rowValues, rows, ruleName, ruleTitle, rules,
    secondName, secondValues, sectionLimit, shares, silentCount, silentTitles, spreadAbout,
    spreadTitle,
    spreads, stackDrawing, stackName, stackParts, stackTotal, stacks, style, subject, together,
    togetherCount, trendCell, trendCells, trendDrawing, trendHead, trendHeads, trendMissing,
    trendNote, trendNotes, trendRows, unit, unreadableCount, unreadableTitles, unreadStacks, value,
    valueLanguage, verdictAbout, verdictHeads, verdictSentence, verdictState, verdictTitle,
    verdicts, version, waived, waivedCount, waiverBy, waiverConcerns, waiverDecided, waiverReason,
    waiverRule, waiverSource, waiverState, waiverUntil, waivers, whyParts, withOthers, yes
}
