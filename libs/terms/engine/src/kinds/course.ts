import { byPerson } from '../evaluate/findings.js';
import type { Intake } from '../evaluate/intake.js';

/** The courses of a measure, one per person; each is read once, as the claims come in order of their days. */
export function coursesOf(measure: number, intake: Intake): (person: number) => CourseOfMeasure {
  const measured = byPerson(intake, measure);
  const courses = new Map<number, CourseOfMeasure>();
  return (person) => {
    const known = courses.get(person) ?? new CourseOfMeasure(measured.get(person) ?? [], intake);
    courses.set(person, known);
    return known;
  };
}

/** What was measured of a person, read day by day: each follow-up, and each measurement that names none, has its place in the order of its first value. */
export class CourseOfMeasure {
  private read = 0;
  /** The fact that counts at each place: what was measured again at a follow-up takes the place of what was measured there first. */
  private readonly counts: number[] = [];
  private readonly places = new Map<number, number>();
  /** Where what was measured last stands. */
  last: number | undefined;

  constructor(
    private readonly measured: readonly number[],
    private readonly intake: Intake,
  ) {}

  readUntil(day: number): void {
    for (; this.read < this.measured.length && this.intake.day[this.measured[this.read]!]! <= day; this.read++) {
      const fact = this.measured[this.read]!;
      const followUp = this.intake.followUp[fact]!;
      const place = this.places.get(followUp) ?? this.counts.length;
      if (followUp >= 0) this.places.set(followUp, place);
      this.counts[place] = fact;
      this.last = place;
    }
  }

  at(followUp: number): number | undefined {
    return this.places.get(followUp);
  }

  /** The latest value on or before a day, whatever follow-up it names; the fact itself, as its place may hold a later one. */
  factUntil(day: number): number | undefined {
    return this.measured.findLast((fact) => this.intake.day[fact]! <= day);
  }

  /** The fact that counts at a place. */
  factAt(place: number): number {
    return this.counts[place]!;
  }
}
