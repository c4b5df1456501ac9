/**
 * Loaded into every service process before its own program: when the start that launched it is gone, also by SIGKILL, the
 * service stops as on a stop request, instead of going on without anybody who knows it.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The channel alone must not keep a program running that has ended its work.
process.channel?.unref();
