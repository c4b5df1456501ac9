import { createHash, randomBytes, webcrypto } from 'node:crypto';
import type { Instant } from '@ringvirkning/kernel';
import { fromBER, Integer, OctetString, type AsnType, type BaseBlock } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  ContentInfo,
  CryptoEngine,
  id_ContentType_SignedData,
  id_eContentType_TSTInfo,
  id_ExtKeyUsage,
  id_sha256,
  PKIStatus,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
  type ExtKeyUsage,
} from 'pkijs';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** The attribute that names the signer's certificate (RFC 5035), which RFC 5816 asks for. */
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.47';
const ECDSA = '1.2.840.10045.4.';
const NONCE_BYTES = 8;

/** That a text existed at a moment, as a time-stamping authority says. */
export interface TimeStamp {
  readonly at: Instant;
  /** The name in the certificate that signed it. */
  readonly by: string;
  /** That certificate leads to one that was given as trusted. */
  readonly isTrusted: boolean;
}

/** A token that proves nothing, or a reply that has none. */
export class TimeStampFault extends Error {}

const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();
const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

/** What an authority is asked (RFC 3161, DER): a time stamp over the SHA-256 of a text, with its certificate. `nonce`: what the reply must repeat, hex. */
export function timeStampRequest(text: string): { readonly request: Uint8Array; readonly nonce: string } {
  const bytes = randomBytes(NONCE_BYTES);
  // A positive whole number in its shortest form.
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: id_sha256 }),
      hashedMessage: new OctetString({ valueHex: bufferOf(sha256(text)) }),
    }),
    nonce: new Integer({ valueHex: bufferOf(bytes) }),
    certReq: true,
  });
  return { request: new Uint8Array(request.toSchema().toBER()), nonce: bytes.toString('hex') };
}

/** The token in an authority's reply. @throws TimeStampFault when the authority declined, or answered another request. */
export function tokenIn(reply: Uint8Array, nonce: string): Uint8Array {
  const { status, timeStampToken } = read(() => TimeStampResp.fromBER(bufferOf(reply)));
  const isGranted = status.status === PKIStatus.granted || status.status === PKIStatus.grantedWithMods;
  if (!isGranted || !timeStampToken) throw new TimeStampFault(`the authority declined: status ${status.status}`);
  const signed = signedDataIn(new Uint8Array(timeStampToken.toSchema().toBER()));
  const said = infoIn(signed).nonce;
  if (!said || Buffer.from(said.valueBlock.valueHexView).toString('hex') !== nonce)
    throw new TimeStampFault('the reply is to another request');
  return read(() => written(signed));
}

/**
 * What a token (DER) says of a text. The certificate that signed it is in the token; it is looked at as it was at that moment.
 * @param trusted PEM of the certificates that are trusted; null: known otherwise, or not at all, and then only the signature is looked at.
 * @throws TimeStampFault when it is over another text, when its signature does not hold, when the certificate is not for time stamps, or leads to none that is trusted.
 */
export async function verifyTimeStamp(token: Uint8Array, text: string, trusted: string | null): Promise<TimeStamp> {
  const signed = signedDataIn(token);
  const [signer, ...others] = signed.signerInfos;
  if (!signer || others.length > 0) throw new TimeStampFault('it must be signed once');
  if (!Buffer.from(read(() => written(signed))).equals(token)) throw new TimeStampFault('it is not in its one form');
  const { signerCertificate, signatureVerified } = await signed
    .verify(
      {
        signer: 0,
        data: bufferOf(Buffer.from(text)),
        checkChain: trusted !== null,
        trustedCerts: trusted === null ? [] : certificatesIn(trusted),
        extendedMode: true,
      },
      new CryptoEngine({ name: 'node', crypto: webcrypto as ConstructorParameters<typeof CryptoEngine>[0]['crypto'] }),
    )
    .catch((error: unknown) => {
      throw new TimeStampFault(error instanceof Error ? error.message : String(error));
    });
  if (!signatureVerified || !signerCertificate) throw new TimeStampFault('its signature does not hold');
  if (!isForTimeStamps(signerCertificate)) throw new TimeStampFault('its certificate is not for time stamps');
  if (!namesCertificate(signer, signerCertificate)) throw new TimeStampFault('it names another certificate');
  const at = infoIn(signed).genTime.toISOString() as Instant;
  return { at, by: nameIn(signerCertificate), isTrusted: trusted !== null };
}

function read<T>(work: () => T): T {
  try {
    return work();
  } catch {
    throw new TimeStampFault('it cannot be read');
  }
}

const signedDataIn = (token: Uint8Array): SignedData =>
  read(() => {
    const info = ContentInfo.fromBER(bufferOf(token));
    if (info.contentType !== id_ContentType_SignedData) throw new RangeError(info.contentType);
    const signed = new SignedData({ schema: info.content as AsnType });
    if (signed.encapContentInfo.eContentType !== id_eContentType_TSTInfo) throw new RangeError('no time stamp');
    return signed;
  });

/**
 * The one form of a token: DER, with what the signature does not cover as it follows from what it does. A token is kept so, and no byte of it can be
 * another.
 */
function written(signed: SignedData): Uint8Array {
  const [signer] = signed.signerInfos;
  if (!signer) throw new TimeStampFault('it must be signed once');
  signed.version = 3;
  signed.digestAlgorithms = [signer.digestAlgorithm];
  signer.version = 1;
  signer.signature = new OctetString({ valueHex: signatureIn(signer) });
  const content = signed.toSchema(true) as AsnType;
  return new Uint8Array(new ContentInfo({ contentType: id_ContentType_SignedData, content }).toSchema().toBER());
}

/** A signature of ECDSA is two numbers in DER, and is written so; any other is bytes. */
function signatureIn({ signature, signatureAlgorithm }: SignedData['signerInfos'][number]): ArrayBuffer {
  const bytes = bufferOf(signature.valueBlock.valueHexView);
  return signatureAlgorithm.algorithmId.startsWith(ECDSA) ? fromBER(bytes).result.toBER() : bytes;
}

const infoIn = ({ encapContentInfo }: SignedData): TSTInfo =>
  read(() => TSTInfo.fromBER(encapContentInfo.eContent!.getValue()));

/** For time stamps and nothing else (RFC 3161, 2.3). */
function isForTimeStamps({ extensions = [] }: Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === id_ExtKeyUsage);
  const { keyPurposes = [] } = (usage?.parsedValue ?? {}) as Partial<ExtKeyUsage>;
  return usage?.critical === true && keyPurposes.length === 1 && keyPurposes[0] === TIME_STAMPING;
}

/** SigningCertificateV2: a sequence of which the first is a sequence of certificates, each with its hash: by SHA-256 where no other is named. */
function namesCertificate({ signedAttrs }: SignedData['signerInfos'][number], certificate: Certificate): boolean {
  const attribute = signedAttrs?.attributes.find(({ type }) => type === SIGNING_CERTIFICATE);
  const [first] = childrenOf(childrenOf(attribute?.values[0] as BaseBlock | undefined)[0]);
  const hash = childrenOf(first).find((each) => each instanceof OctetString);
  return (
    hash !== undefined && sha256(new Uint8Array(certificate.toSchema().toBER())).equals(hash.valueBlock.valueHexView)
  );
}

const childrenOf = (block: BaseBlock | undefined): BaseBlock[] =>
  (block?.valueBlock as unknown as { readonly value?: BaseBlock[] } | undefined)?.value ?? [];

const nameIn = ({ subject }: Certificate): string =>
  subject.typesAndValues.map(({ value }) => String(value.valueBlock.value)).join(', ');

/** Certificates in PEM. @throws TimeStampFault for what holds none. */
export function certificatesIn(pem: string): Certificate[] {
  const found = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g)];
  if (found.length === 0) throw new TimeStampFault('no certificate in PEM');
  return found.map(([, body]) => read(() => Certificate.fromBER(bufferOf(Buffer.from(body!, 'base64')))));
}
