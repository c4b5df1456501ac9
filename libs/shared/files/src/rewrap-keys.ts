import type { ClockJob } from '@ringvirkning/jobs';
import type { OwnFiles } from './own-files.js';

/** Which rooms have files, and how the keys of a room's files are replaced. */
export interface KeysOfRooms {
  rooms(): Promise<readonly string[]>;
  /** Puts other keys in the place of those that files of the room have. @param anew the key that is to stand instead; undefined where it stays. */
  replaceKeys(room: string, anew: (digest: string, key: string) => string | undefined): Promise<void>;
}

/** After the master key was made anew: brings the keys of all files under it, room by room, once. */
export class RewrapKeys implements ClockJob {
  /** Rooms that are not done yet, and under which key they come. What is sent since lies under it already. */
  private left = { under: '', rooms: new Set<string>() };

  constructor(
    readonly name: string,
    readonly everyMs: number,
    private readonly files: OwnFiles,
    private readonly keys: KeysOfRooms,
  ) {}

  async due(): Promise<readonly string[]> {
    const masters = this.files.masters();
    if (!this.files.isSetUp || masters.length < 2) return [];
    const under = masters[0]!.toString('base64');
    if (under !== this.left.under) this.left = { under, rooms: new Set(await this.keys.rooms()) };
    return [...this.left.rooms];
  }

  async run(room: string): Promise<void> {
    const [{ store }, { rooms }] = [this.files, this.left];
    await this.keys.replaceKeys(room, (digest, key) => store.rewrapped(room, digest, key));
    rooms.delete(room);
  }
}
