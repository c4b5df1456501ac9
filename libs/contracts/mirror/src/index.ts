export { openContract, type OpenVersion } from './open-contract.js';
export { ContractActivatedConsumer } from './contract-activated.consumer.js';
export { ContractMirror, contractMirror, type ContractKeeper } from './contract-mirror.js';
