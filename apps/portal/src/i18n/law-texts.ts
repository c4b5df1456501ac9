/** Texts of a contract's valuation: the models over time, and by which law they split; they come with its benefits. */
export const lawTexts = {
  'benefits.detach': ['Fjern modellen', 'Detach the model'],
  'benefits.detachAsk': [
    'Modellens værdier tilbageføres i regnskabet, og resultaterne venter på en ny model. Det hele kan ses bagefter.',
    'The values of the model are reversed in the books, and the outcomes wait for another model. All of it stays visible.',
  ],
  'benefits.modelHistory': ['Modeller gennem tiden: {{count}}', 'Models over time: {{count}}'],
  'benefits.detached': ['Ingen model', 'No model'],
  'law.caption': ['Lovgrundlag i modellen', 'The law in the model'],
  'law.provision': ['Bestemmelse', 'Provision'],
  'law.rules': ['Regler', 'Rules'],
  'law.own': ['Modellens egne', 'Of the model itself'],
  'law.catalogue': ['Fra kataloget', 'From the catalogue'],
  'law.need': ['Loven spørger om', 'The law asks for'],
  'law.assumed': ['Antaget, når intet er oplyst', 'Assumed where nothing is told'],
  'law.source': ['Kilde', 'Source'],
  'law.note': [
    'Er det oplyst om den enkelte, bruges oplysningen i stedet for antagelsen. Tallene er før udligning.',
    'Where it is told of the person, that is used in place of the assumption. Figures are before equalisation.',
  ],
  'need.weeks': ['Uger med ydelser indtil nu', 'Weeks on benefits so far'],
  'need.days': ['Dage brugt i det løbende år', 'Days used in the running year'],
  'need.yearlyCost': ['Personens udgift pr. år', 'The person’s yearly cost'],
  'need.monthsSince': ['Måneder siden hændelsen', 'Months since the event'],
  'need.monthsUsed': ['Måneder brugt af perioden', 'Months of the window used'],
} as const;
