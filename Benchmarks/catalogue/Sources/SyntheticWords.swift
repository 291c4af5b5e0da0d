/// The words of made-up definitions. They belong to no standard and no real catalogue.
enum SyntheticWords {
  static let verbs = split(
    """
    analyse apply appraise arrange assemble assess calculate classify compare compile compose
    configure construct critique defend demonstrate derive design develop diagnose distinguish
    document draft estimate evaluate examine explain formulate identify illustrate implement
    integrate interpret investigate justify maintain measure model monitor negotiate operate
    organise plan predict prepare present produce recommend report revise select simulate solve
    summarise test translate validate verify
    """)

  static let adjectives = split(
    """
    accessible accurate agile ambient annual automated basic biological circular clinical coastal
    collaborative commercial common complex confidential constrained critical cultural daily
    digital distributed domestic early economic efficient electrical ethical external federal
    financial formal functional global historical hybrid independent industrial informal integrated
    internal interactive legal linear local logistic medical municipal national neural observed
    organic planned portable practical preventive private professional public qualitative
    quantitative regional regulated relevant remote renewable rural safe seasonal secure shared
    simple small social spatial statistical strategic structural sustainable technical temporary
    thermal traditional transparent urban verified virtual visual voluntary written
    """)

  static let nouns = split(
    """
    account agreement algorithm allergy analysis appliance archive asset audience audit balance
    battery benchmark bridge brief budget building cable calendar campaign canal care cargo case
    catalogue channel chart checklist claim classroom client climate cloud code community compass
    complaint component compost concept conflict container contract control conversation cost
    crop cycle dashboard data database deadline defect delivery design device diagram diet disease
    document drainage drawing drill dwelling emission engine enterprise equipment estimate event
    evidence exhibition experiment facility failure farm feedback fertiliser fibre field filter
    finding fixture forecast forest form framework freight garment grant guideline habitat harvest
    hazard heating hypothesis image impact incident indicator infection inspection instrument
    insulation interface interview inventory invoice irrigation journal journey kitchen laboratory
    landscape language layout lesson library licence light load log machine manual map market
    material measurement medicine meeting menu message method metric model module motor museum
    narrative network notice nutrition observation office orchard order outbreak package panel
    parcel patient pattern payment performance permit pipeline plan plant platform policy pollution
    population portfolio prescription pressure price procedure process product programme project
    protocol prototype pump query questionnaire rail record recipe recycling region register
    regulation reactor report request requirement reservoir resource response risk river robot
    roof route sample schedule school script season sensor server service shift ship signal site
    sketch soil solution source specification staff standard statement station stock storage
    story strategy structure student supplier supply survey system tariff task team template
    terminal text tool tourism trade traffic training transaction transport treatment trial
    turbine user vaccine valve vehicle vendor ventilation vessel vineyard visitor volunteer voyage
    warehouse waste water weather website weld wetland wind workflow workplace workshop yield
    """)

  /// What joins the phrases of an outcome.
  static let joints = [
    "for", "with", "in", "from", "of", "by means of", "with reference to", "on the basis of",
    "together with", "according to", "in the context of", "against", "under", "within",
  ]

  /// What takes the place of words in near-duplicates; none of them stands in other texts.
  static let replacements = split(
    """
    alternative ample bespoke brisk candid compact current decisive elaborate exact familiar fresh
    generous genuine handy honest immediate inventive joint keen lively major modest narrow neat
    novel open patient plain prompt proper ready recent robust sound special steady strict subtle
    suitable thorough tidy timely useful valid vivid wide worthy
    """)

  static let institutions = [
    "Academy", "College", "Institute", "Polytechnic", "School", "University",
  ]
  static let countries = ["IE", "DE", "NL", "ES", "FI", "PT", "AT", "SE", "FR", "IT"]

  private static func split(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
