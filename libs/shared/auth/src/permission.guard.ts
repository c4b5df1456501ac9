import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ACCESS, type Access } from './access.js';
import { accessNotDeclared, notPermitted, signInRequired } from './errors.js';
import { setPerson, type Person } from './person.js';
import { actingFor, may } from './policy.js';
import { TokenVerifier } from './token-verifier.js';

/** Lets a request through when its route says who may use it, and the caller is one of them. Messages are let through: the broker's permissions guard those. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) throw accessNotDeclared();
    if ('publicBecause' in access) return true;
    const request = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>();
    const person = await this.authenticate(request.headers['authorization']);
    if (!may(person, access.permission)) throw notPermitted(access.permission);
    const { permission } = access;
    setPerson(request, { ...actingFor(person, permission), permission });
    return true;
  }

  private authenticate(authorization: string | undefined): Promise<Person> {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw signInRequired();
    return this.tokens.verify(token);
  }
}
