import { addDays, fail, writtenDate, type LocalDate } from '@ringvirkning/kernel';
import type { ContractStatus } from './contract.js';

export const notInForce = (status: ContractStatus) =>
  fail.rule(
    'contracts.not-in-force',
    status === 'draft' ? 'Kontrakten er et udkast: ret det i stedet.' : 'Kontrakten er afsluttet og kan ikke ændres.',
    status === 'draft' ? 'The contract is a draft: edit it instead.' : 'The contract has ended and cannot be amended.',
    { params: { status } },
  );

export const joinsByAmendment = (organisations: readonly string[]) =>
  fail.rule(
    'contracts.joins-by-amendment',
    `${organisations.join(', ')} har sit eget system og er ikke part i kontrakten. Hvem der underskriver i eget system, ligger fast fra kontraktens første version.`,
    `${organisations.join(', ')} has an instance of its own and is no party of the contract. Who signs in an instance of their own is fixed with the contract's first version.`,
    {
      params: { organisations: organisations.join(', ') },
      whatToDo: {
        da: 'Lad tillægget gælde de nuværende parter, og lav en ny kontrakt med den, der skal være med.',
        en: 'Let the amendment be about the present parties, and make a new contract with whoever is to take part.',
      },
    },
  );

export const amendmentOpen = (version: number) =>
  fail.conflict(
    'contracts.amendment-open',
    `Der er allerede et tillæg under udarbejdelse: version ${version}.`,
    `An amendment is being written already: version ${version}.`,
    {
      params: { version },
      whatToDo: {
        da: 'Ret det tillæg, eller opgiv det først.',
        en: 'Edit that amendment, or give it up first.',
      },
    },
  );

export const backdated = (from: LocalDate, today: LocalDate) =>
  fail.rule(
    'contracts.amendment-backdated',
    `Tillægget gælder fra ${writtenDate(from, 'da-DK')}. Det skal begynde efter i dag, ${writtenDate(today, 'da-DK')}: det opnåede følger de vilkår, der gjaldt.`,
    `The amendment holds from ${writtenDate(from, 'en-GB')}. It must begin after today, ${writtenDate(today, 'en-GB')}: what is achieved follows the terms that held.`,
    {
      params: { from, today },
      whatToDo: {
        da: `Skriv en dag fra ${addDays(today, 1)} i amends.from, og få den nye version underskrevet.`,
        en: `Write a day from ${addDays(today, 1)} on in amends.from, and have the new version signed.`,
      },
    },
  );

export const amendsNothing = () =>
  fail.rule(
    'contracts.amends-nothing',
    'Dokumentet er et tillæg (amends), men her er ingen kontrakt i kraft, som det kan ændre.',
    'The document is an amendment (amends), but there is no contract in force here for it to amend.',
    {
      whatToDo: {
        da: 'Send det som tillæg til den kontrakt, det ændrer, eller fjern amends.',
        en: 'Send it as an amendment of the contract that it changes, or remove amends.',
      },
    },
  );
