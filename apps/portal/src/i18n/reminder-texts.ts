/** The texts of being reminded by mail; they come with the page of what is due. */
export const reminderTexts = {
  'reminder.title': ['Påmindelser på mail', 'Reminders by mail'],
  'reminder.intro': [
    'Du kan få en mail om morgenen med, hvor mange frister du har i hvilke kontrakter. Ingen deltagere nævnes. Mails sendes til {{address}} på det sprog, du læser nu; den første kommer med det samme.',
    'You can get a mail in the morning that tells how much is due in which contracts. No participants are named. Mail goes to {{address}} in the language you read now; the first one comes at once.',
  ],
  'reminder.every': ['Hvor tit', 'How often'],
  'reminder.every.never': ['Aldrig', 'Never'],
  'reminder.every.daily': ['Hver arbejdsdag', 'Every working day'],
  'reminder.every.weekly': ['Den første arbejdsdag i ugen', 'The first working day of the week'],
  'reminder.save': ['Gem', 'Save'],
  'reminder.saved': ['Gemt. Du får påmindelser til {{address}}.', 'Saved. You get reminders at {{address}}.'],
  'reminder.stopped': [
    'Gemt. Du får ingen påmindelser, og din adresse er glemt her.',
    'Saved. You get no reminders, and your address is forgotten here.',
  ],
  'reminder.refused': [
    'Mailserveren ville ikke tage imod den sidste mail til {{address}}. Bed driften om at rette adressen, hvor du logger ind.',
    'The mail server did not take the last mail to {{address}}. Ask operations to mend the address where you sign in.',
  ],
  'reminder.noAddress': [
    'Der, hvor du logger ind, står der ingen mailadresse for dig, så du kan ikke få påmindelser. Spørg driften.',
    'Where you sign in there is no mail address for you, so you cannot get reminders. Ask operations.',
  ],
  'reminder.ends': [
    'De stopper af sig selv, hvis du ikke har set dine frister i 60 dage.',
    'They stop by themselves when you have not looked at what is due for 60 days.',
  ],
} as const;
