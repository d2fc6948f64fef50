// What notices say in English. Titles hold 20 characters or are cut where a provider wants them shorter.
import type { Catalogue } from '../texts.ts'

export const en: Catalogue = {
  topics: {
    '01': 'marriage and family', '02': 'inheritance', '03': 'labour', '04': 'debt', '05': 'contract', '06': 'injury and damages', '07': 'road traffic',
    '08': 'housing', '09': 'land and pasture', '10': 'expropriation', '11': 'neighbours', '12': 'consumer rights', '13': 'criminal', '14': 'administrative',
    '15': 'social security', '16': 'enterprise', '17': 'finance and fraud', '18': 'protected groups', '19': 'procedure', '20': 'guidance',
    '21': 'environment', '99': 'other',
  },
  tiers: ['county', 'region', 'nation'],
  notices: {
    'question-waits': { title: 'A question waits', text: 'A question ({topic}; {tier}) waits for a lawyer. Please sign in.' },
    'answer-arrived': { title: 'You have an answer', text: 'A lawyer has answered your question ({topic}). Please sign in to read it.' },
    'follow-up-asked': { title: 'A follow-up waits', text: 'There is a follow-up to your answer ({topic}). Please sign in to reply.' },
    'follow-up-answered': { title: 'You have a reply', text: 'The lawyer has replied to your follow-up ({topic}). Please sign in to read it.' },
    'thread-reminder': { title: 'Follow-up unanswered', text: 'A follow-up to your answer ({topic}) has been waiting. Please reply soon.' },
    'another-lawyer-offered': { title: 'Ask another lawyer', text: 'Your follow-up ({topic}) has no reply yet. You may sign in and ask another lawyer.' },
    'promise-broken': { title: 'First answer is late', text: 'A question ({topic}) had no first answer in the promised time. Please act now.' },
    'promise-voided': { title: 'First answer is gone', text: 'The first answer to a question ({topic}) was withdrawn or hidden. Please act now.' },
    'quorum-overdue': { title: 'Too few answers', text: 'A question ({topic}) is overdue with {counted} answers.' },
    'audience-missing': { title: 'No list to tell', text: 'The list of lawyers to tell of a question ({topic}; {tier}) was not made in time.' },
    'tiers-exhausted': { title: 'All tiers were told', text: 'A question ({topic}) went out to every tier and still lacks {missing} answers.' },
    'danger-raised': { title: 'Sign of danger', text: 'A question shows a sign of danger. Please sign in and confirm within two minutes.' },
    'danger-escalated': { title: 'Danger unconfirmed', text: 'Nobody has confirmed a sign of danger; it now comes to you. Please act at once.' },
    'callback-requested': { title: 'Somebody waits', text: 'Somebody asks to be called back. Please sign in and take it.' },
    'callback-overdue': { title: 'Call-back overdue', text: 'Nobody took a request to be called back. Please act now.' },
    'review-opened': { title: 'An answer to review', text: 'An answer waits for review. Please sign in.' },
    'review-overdue': { title: 'A review is overdue', text: 'An answer was not reviewed in time. Please see to it.' },
    'call-missed': { title: 'You missed a call', text: 'You missed a call about a question ({topic}). Please sign in to call back, or write.' },
    'call-rings': { title: 'You are being called', text: 'Somebody calls you about a question ({topic}). Open the page now to answer.' },
    'complaint-decided': { title: 'Complaint decided', text: 'Your complaint about an answer ({topic}) was decided. Sign in to see what came of it.' },
    'answer-hidden': { title: 'An answer is hidden', text: 'Your answer to a question ({topic}) was hidden after review. Please sign in to see why.' },
  },
  time: '{year}-{month}-{day} {hour}:{minute}',
  signature: 'Zhijian public legal services',
}
