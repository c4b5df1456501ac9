import type { Type } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';

/** What the service's own module provides, which the modules around it do not import; undefined when it provides none. */
export function providedBy<T>(modules: ModuleRef, token: symbol | Type<T>): T | undefined {
  try {
    return modules.get<T>(token, { strict: false });
  } catch {
    return undefined;
  }
}
